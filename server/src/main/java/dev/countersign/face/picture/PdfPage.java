package dev.countersign.face.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.countersign.face.picture.PageRenderer.RefusedImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.rendering.ImageType;

/** Renders the first page of a PDF. Only in a process of its own. */
final class PdfPage {
  private static final float LONGEST = 2560;
  // 300 dots an inch, where the page's unit is the 72nd of one.
  private static final float LARGEST_SCALE = 300f / 72;
  private static final long MEMORY = 96_000_000;

  private static final int TAIL = 1024;
  private static final String END = "%%EOF";

  private PdfPage() {}

  static DecodedPicture render(byte[] file) throws PictureRefused {
    requireEnd(file);
    FontMappers.set(new OneFont());
    try (PDDocument document = load(file)) {
      BufferedImage page = page(document);
      return new DecodedPicture(Shrinking.by(1, ImageRows.of(page)), PictureFormat.PDF, false);
    } catch (RefusedImage image) {
      throw image.refused();
    } catch (IOException | RuntimeException broken) {
      throw PictureRefused.corrupt();
    }
  }

  // ISO 32000-1, section 7.5.5: "The last line of the file shall contain only the end-of-file
  // marker, %%EOF." Annex H: "Acrobat viewers require only that the %%EOF marker appear somewhere
  // within the last 1024 bytes of the file." What breaks off before would be repaired by guessing.
  private static void requireEnd(byte[] file) throws PictureRefused {
    int length = Math.min(file.length, TAIL);
    if (!new String(file, file.length - length, length, ISO_8859_1).contains(END)) {
      throw PictureRefused.corrupt();
    }
  }

  private static PDDocument load(byte[] file) throws IOException, PictureRefused {
    try {
      return Loader.loadPDF(
          file, "", null, null, MemoryUsageSetting.setupMainMemoryOnly(MEMORY).streamCache);
    } catch (InvalidPasswordException e) {
      throw PictureRefused.unsupported(
          "The PDF is protected by a password: please send one without, or the picture itself");
    }
  }

  private static BufferedImage page(PDDocument document) throws IOException, PictureRefused {
    if (document.getNumberOfPages() == 0) {
      throw PictureRefused.corrupt();
    }
    PDRectangle box = document.getPage(0).getCropBox();
    float longer = Math.max(box.getWidth(), box.getHeight());
    float shorter = Math.min(box.getWidth(), box.getHeight());
    float scale = Math.min(LARGEST_SCALE, LONGEST / longer);
    if (!(shorter * scale >= 1)) {
      throw PictureRefused.corrupt();
    }
    return new PageRenderer(document).renderImage(0, scale, ImageType.RGB);
  }
}
