package io.workgrid.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The figure is XML, and its labels stand apart. */
class FigureTest {

    private static Curve curve(String label, double last) {
        return new Curve(label, 0, true, List.of(new Curve.Point(10, 1), new Curve.Point(10_000, last)));
    }

    private static Document document(Curve... curves) throws Exception {
        String svg = new Figure(List.of(new Figure.Panel("panel", List.of(curves)))).svg();
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static double y(Document figure, String label) {
        NodeList texts = figure.getElementsByTagName("text");
        for (int n = 0; n < texts.getLength(); n++) {
            if (texts.item(n).getTextContent().equals(label)) {
                return Double.parseDouble(((Element) texts.item(n)).getAttribute("y"));
            }
        }
        throw new AssertionError("no label " + label);
    }

    @Test
    void labelsOfLinesThatEndTogetherStandApartInTheirOrder() throws Exception {
        Document figure = document(curve("low", 0.01), curve("lower", 0), curve("high", 0.99), curve("higher", 1));
        assertThat(y(figure, "high") - y(figure, "higher")).isGreaterThanOrEqualTo(12);
        assertThat(y(figure, "lower") - y(figure, "low")).isGreaterThanOrEqualTo(12);
        assertThat(y(figure, "lower")).isLessThan(320);
    }

    @Test
    void aLineGoesFromTheFirstDecadeToTheLast() throws Exception {
        Document figure = document(curve("line", 0.5));
        NodeList paths = figure.getElementsByTagName("path");
        assertThat(paths.getLength()).isGreaterThan(10);
        boolean found = false;
        for (int n = 0; n < paths.getLength(); n++) {
            found |= ((Element) paths.item(n)).getAttribute("d").equals("M50.0 50.0L340.0 180.0");
        }
        assertThat(found).isTrue();
    }
}
