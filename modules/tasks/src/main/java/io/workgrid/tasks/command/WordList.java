package io.workgrid.tasks.command;

import java.util.ArrayList;
import java.util.List;

/** Words as a JSON list of texts, so that each arrives as it was, whatever is in it. */
final class WordList {
    private final String text;
    private int at;

    private WordList(String text) {
        this.text = text;
    }

    static String write(List<String> words) {
        StringBuilder out = new StringBuilder("[");
        for (String word : words) {
            out.append(out.length() > 1 ? "," : "").append('"');
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else if (c < 0x20) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
            out.append('"');
        }
        return out.append(']').toString();
    }

    /** @throws IllegalArgumentException if it is no list of texts */
    static List<String> read(String text) {
        WordList list = new WordList(text);
        List<String> words = new ArrayList<>();
        list.expect('[');
        while (!list.next(']')) {
            if (!words.isEmpty()) {
                list.expect(',');
            }
            words.add(list.word());
        }
        list.expect(']');
        if (list.at < text.length() && !text.substring(list.at).isBlank()) {
            throw list.bad();
        }
        return words;
    }

    private String word() {
        expect('"');
        StringBuilder word = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            word.append(c == '\\' ? escape() : c);
        }
        if (at == text.length()) {
            throw bad();
        }
        at++;
        return word.toString();
    }

    private char escape() {
        char c = at < text.length() ? text.charAt(at++) : '\0';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw bad();
        };
    }

    private char unicode() {
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            throw bad();
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private boolean next(char c) {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == c;
    }

    private void expect(char c) {
        if (!next(c)) {
            throw bad();
        }
        at++;
    }

    private IllegalArgumentException bad() {
        return new IllegalArgumentException(
                "argument argv is no JSON list of texts at character " + at + "; wanted as [\"gzip\",\"-9\",\"{}\"]");
    }
}
