package dev.countersign.face.picture;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/**
 * Renders pages, but none with an image that is larger than any picture may be, or that cannot be
 * drawn: the library would leave it out, and the page would pass for one without a face.
 */
final class PageRenderer extends PDFRenderer {
  private static final Set<String> DRAWING =
      Set.of(OperatorName.DRAW_OBJECT, OperatorName.BEGIN_INLINE_IMAGE);

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
        if (image instanceof PDImageXObject stored) {
          PageImage.requireWhole(stored);
        }
      } catch (PictureRefused refused) {
        throw new RefusedImage(refused);
      }
      super.drawImage(image);
    }

    // Comes here of whatever an operator fails with; of images it would only be logged.
    @Override
    protected void operatorException(
        Operator operator, List<COSBase> operands, IOException exception) throws IOException {
      if (DRAWING.contains(operator.getName())) {
        throw new RefusedImage(refused(exception));
      }
      super.operatorException(operator, operands, exception);
    }
  }

  private static PictureRefused refused(IOException exception) {
    if (exception instanceof MissingImageReaderException) {
      return PictureRefused.unsupported(
          "The PDF's picture is of a kind that is not supported, such as JPEG 2000: please send it"
              + " as a JPEG");
    }
    return PictureRefused.corrupt();
  }

  /** Leads through the library to whoever asked for the page. */
  static final class RefusedImage extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient PictureRefused refused;

    RefusedImage(PictureRefused refused) {
      super(refused);
      this.refused = refused;
    }

    PictureRefused refused() {
      return refused;
    }
  }
}
