package dev.countersign.evaluation;

import dev.countersign.face.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How people fare who enrol with several photographs: the first ones make a template, their
 * normalised mean, and each other photograph is compared with it. Each person counts once.
 *
 * @param scores of photographs against their own person's template
 * @param people who have photographs enough
 */
record Templates(ScoreHistogram scores, int people) {
  static Templates of(List<Photograph> photographs, List<Embedding> embeddings, int samples) {
    SortedMap<String, List<Embedding>> byPerson = new TreeMap<>();
    for (int i = 0; i < photographs.size(); i++) {
      byPerson
          .computeIfAbsent(photographs.get(i).person(), _ -> new ArrayList<>())
          .add(embeddings.get(i));
    }
    ScoreHistogram scores = new ScoreHistogram();
    int people = 0;
    for (List<Embedding> own : byPerson.values()) {
      if (own.size() > samples) {
        people++;
        Embedding template = Embedding.mean(own.subList(0, samples));
        List<Embedding> probes = own.subList(samples, own.size());
        probes.forEach(probe -> scores.add(template.cosine(probe), 1.0 / probes.size()));
      }
    }
    return new Templates(scores, people);
  }
}
