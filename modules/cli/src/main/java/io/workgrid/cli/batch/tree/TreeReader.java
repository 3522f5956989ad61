package io.workgrid.cli.batch.tree;

import io.workgrid.cli.output.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads documents into trees. From tokens and not by data binding, which would lose the places of keys and forget the first of two
 * equal ones.
 */
public final class TreeReader {
    private final Source source;
    private final JsonParser parser;

    private TreeReader(Source source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * All documents of a text; after a mistake of syntax, which is told, those before it.
     *
     * @param problems takes the mistake
     */
    public static List<Node> read(Source source, Consumer<Problem> problems) {
        List<Node> documents = new ArrayList<>();
        ObjectReadContext context = ObjectReadContext.empty();
        try (JsonParser parser = source.json()
                ? new JsonFactory().createParser(context, source.text())
                : new YAMLFactory().createParser(context, source.text())) {
            TreeReader reader = new TreeReader(source, parser);
            while (parser.nextToken() != null) {
                Node document = reader.node();
                if (!(document instanceof Node.Scalar scalar) || scalar.type() != Node.Scalar.Type.NOTHING) {
                    documents.add(document);
                }
            }
        } catch (AliasException e) {
            problems.accept(Syntax.alias(source, e.place, e.name));
        } catch (JacksonException e) {
            problems.accept(source.json() ? Syntax.json(source, e) : Syntax.yaml(source, e));
        }
        return documents;
    }

    private Node node() {
        Place place = place();
        JsonToken token = parser.currentToken();
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw new AliasException(place, parser.getString());
        }
        return switch (token) {
            case START_OBJECT -> mapping(place);
            case START_ARRAY -> sequence(place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(place, Node.Scalar.Type.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> scalar(place, Node.Scalar.Type.TRUTH);
            case VALUE_NULL -> new Node.Scalar(place, Node.Scalar.Type.NOTHING, "");
            default -> scalar(place, Node.Scalar.Type.TEXT);
        };
    }

    private Node scalar(Place place, Node.Scalar.Type type) {
        @Nullable String text = parser.getString();
        return new Node.Scalar(place, type, text == null ? "" : text);
    }

    private Node mapping(Place place) {
        List<Node.Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place keyPlace = place();
            String key = parser.currentName();
            parser.nextToken();
            entries.add(new Node.Entry(key, keyPlace, node()));
        }
        return new Node.Mapping(place, entries);
    }

    private Node sequence(Place place) {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Node.Sequence(place, items);
    }

    private Place place() {
        TokenStreamLocation at = parser.currentTokenLocation();
        // the JSON parser counts UTF-16 units, the YAML parser code points
        return source.json()
                ? source.place((int) at.getCharOffset())
                : new Place(Math.max(at.getLineNr(), 1), Math.max(at.getColumnNr(), 1));
    }

    /** An alias, which batch files do not have; leaves the recursion. */
    private static final class AliasException extends RuntimeException {
        private final transient Place place;
        private final String name;

        AliasException(Place place, String name) {
            super(name, null, false, false);
            this.place = place;
            this.name = name;
        }
    }
}
