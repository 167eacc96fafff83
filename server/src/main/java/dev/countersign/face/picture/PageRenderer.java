package dev.countersign.face.picture;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Renders pages, but not the images in them that are larger than any picture may be. */
final class PageRenderer extends PDFRenderer {
  PageRenderer(PDDocument document) {
    super(document);
    setSubsamplingAllowed(true);
  }

  @Override
  protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
    return new Drawer(parameters);
  }

  private static final class Drawer extends PageDrawer {
    Drawer(PageDrawerParameters parameters) throws IOException {
      super(parameters);
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
      try {
        Size.of(image.getWidth(), image.getHeight());
      } catch (PictureRefused tooLarge) {
        throw new TooLargeImage(tooLarge);
      }
      super.drawImage(image);
    }
  }

  /** Leads through the library to whoever asked for the page. */
  static final class TooLargeImage extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient PictureRefused refused;

    TooLargeImage(PictureRefused refused) {
      super(refused);
      this.refused = refused;
    }

    PictureRefused refused() {
      return refused;
    }
  }
}
