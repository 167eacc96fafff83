package dev.countersign.cli.doctor;

import dev.countersign.config.Configuration;
import dev.countersign.face.onnx.ModelFiles;
import dev.countersign.face.onnx.ModelFiles.ModelFile;
import dev.countersign.health.Finding;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The files of the face models: whose they are, and which. */
final class FaceModels {
  private static final String CHECK = "face models";

  private final Configuration configuration;

  FaceModels(Configuration configuration) {
    this.configuration = configuration;
  }

  List<Finding> findings() {
    List<ModelFile> files;
    try {
      files = new ModelFiles(configuration.face().models()).list();
    } catch (UncheckedIOException e) {
      return List.of(Finding.problem(CHECK, String.valueOf(e.getMessage())));
    }
    List<Finding> findings = new ArrayList<>();
    for (ModelFile file : files) {
      findings.add(Finding.ok(CHECK, file.name() + ", " + file.licence() + ", " + file.sha256()));
    }
    return findings;
  }
}
