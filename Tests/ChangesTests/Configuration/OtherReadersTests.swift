import Testing

@testable import Changes

/// Where other programs read INI files, units, properties and dotenv files in a way that is easily missed.
@Suite struct OtherReadersTests {
    @Test(
        "as configparser, systemd, java.util.Properties and python-dotenv read it",
        arguments: [
            (ConfigurationFormat.ini, "[ a ]\nb=1\n[a]\nb=2\n", #"{" a ":{"b":"1"},"a":{"b":"2"}}"#),
            (.ini, "[a]\nskip\nb\n", #"{"a":{"skip":null,"b":null}}"#),
            (.systemd, "[a]\nb=c\\\\\nd=1\n", #"{"a":{"b":"c\\\\","d":"1"}}"#),
            (.systemd, "[a]\nb=c \\\n  d\\\n\ne=1\n", #"{"a":{"b":"c  d","e":"1"}}"#),
            (.systemd, "[a]\nb=c\\\\\\\n d\n", #"{"a":{"b":"c\\\\ d"}}"#),
            (.properties, "\\\n# no comment is part of it\na=1\n", #"{"a":"1"}"#),
            (.properties, "\\\n\nb=1\n", #"{"b":"1"}"#), (.properties, "a=\\\n#b\n", ##"{"a":"#b"}"##),
            (.dotenv, #"A="b\\c""#, #"{"A":"\"b\\\\c\""}"#),
        ])
    func readsAsTheyDo(format: ConfigurationFormat, text: String, json: String) throws {
        #expect(try shape(Configured.tree(text, format)) == shape(Configured.tree(json, .json)))
    }

    @Test(
        "a value that marks make another one is another value",
        arguments: [
            (#"A=a\nb"#, #"A="a\nb""#), (#"A='a\nb'"#, #"A="a\nb""#), ("A=$B", "A='$B'"), (#"A='"a\n"'"#, #"A="a\n""#),
        ])
    func tellsQuotesThatDecide(old: String, new: String) {
        #expect(Configured.changes(old, new, .dotenv).count == 1)
    }

    @Test(
        "quotation marks that decide nothing are no change",
        arguments: [
            ("A=b", "A='b'"), ("A='b c'", "A=\"b c\""), ("A=$B", "A=\"$B\""), (#"A=a\b"#, #"A='a\b'"#),
        ])
    func ignoresOtherQuotes(old: String, new: String) { #expect(Configured.changes(old, new, .dotenv).isEmpty) }

    @Test(
        "what programs read differently is not read",
        arguments: [
            (ConfigurationFormat.ini, "[a]\nskip\n  b\n", NotReadable.Reason.ambiguousContinuation, 3),
            (.ini, "[ ]\na=1\n", .unexpected, 1), (.dotenv, "A=\"b\\\\\"\nC=\"\nD=1\n", .badEscape, 1),
        ])
    func refusesWhatIsAmbiguous(format: ConfigurationFormat, text: String, reason: NotReadable.Reason, line: Int) {
        #expect(Configured.reason(text, format) == NotReadable(line: line, reason: reason))
    }

    /// Values by their places; these formats have text alone.
    private func shape(_ node: ConfigurationNode) -> String {
        switch node {
        case .scalar(let scalar):
            scalar.kind == .null ? "null" : String(decoding: scalar.text, as: UTF8.self).debugDescription
        case .list(let values): "[" + values.map(shape).joined(separator: ",") + "]"
        case .table(let table):
            table.entries.map { String(decoding: $0.key, as: UTF8.self) + "{" + shape($0.value) + "}" }.joined()
        }
    }
}
