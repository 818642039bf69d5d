package import Changes

/// A text with placeholders that a JSON document fills in: Mustache (mustache(5)) without partials, lambdas and other
/// delimiters.
///
///     {{release}}                       the value of a key, here or in what is around
///     {{#items}} … {{/items}}           for each element of a list; once where it is an object, a text or true
///     {{^items}} … {{/items}}           where the list is empty, or there is no such value
///     {{.}}                             the element itself
///     {{! anything }}                   nothing
package struct Template: Sendable {
    private indirect enum Part: Sendable {
        case text(String)
        case value(path: [String])
        case section(path: [String], isInverted: Bool, [Part])
    }

    private let parts: [Part]

    /// - Parameter names: the keys that a document can have; others are refused, as they would print nothing.
    package init(_ text: String, names: Set<String>) throws(TemplateProblem) {
        parts = try Self.parts(TemplateParser(text, names: names).tokens())
    }

    /// - Parameter escape: makes foreign text harmless for the format that is written.
    package func text(_ document: JSONValue, escape: (String) -> String) -> String {
        Self.text(parts, in: [document], escape)
    }

    private static func parts(_ tokens: [TemplateParser.Token]) throws(TemplateProblem) -> [Part] {
        var open: [(name: String, line: Int, isInverted: Bool, parts: [Part])] = []
        var parts: [Part] = []
        for token in tokens {
            switch token.kind {
            case .text(let text): parts.append(.text(text))
            case .value(let name): parts.append(.value(path: name.path))
            case .opening(let name, let isInverted):
                guard open.count < 100 else { throw TemplateProblem(line: token.line, .tooDeep) }
                open.append((name, token.line, isInverted, parts))
                parts = []
            case .closing(let name):
                guard let last = open.popLast() else { throw TemplateProblem(line: token.line, .notOpen(name)) }
                guard last.name == name else {
                    throw TemplateProblem(line: token.line, .otherOpen(name, open: last.name))
                }
                parts = last.parts + [.section(path: name.path, isInverted: last.isInverted, parts)]
            }
        }
        if let last = open.last { throw TemplateProblem(line: last.line, .notClosed(last.name)) }
        return parts
    }

    private static func text(_ parts: [Part], in stack: [JSONValue], _ escape: (String) -> String) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .value(let path): value(path, in: stack)?.word.map(escape) ?? ""
            case .section(let path, let isInverted, let parts):
                section(value(path, in: stack), isInverted, parts, in: stack, escape)
            }
        }.joined()
    }

    private static func section(
        _ value: JSONValue?, _ isInverted: Bool, _ parts: [Part], in stack: [JSONValue], _ escape: (String) -> String
    ) -> String {
        let elements = value?.elements ?? []
        if isInverted { return elements.isEmpty ? text(parts, in: stack, escape) : "" }
        return elements.map { text(parts, in: stack + [$0], escape) }.joined()
    }

    /// The innermost value that has the first key; the others lead on from there.
    private static func value(_ path: [String], in stack: [JSONValue]) -> JSONValue? {
        guard let first = path.first else { return stack.last }
        guard let start = stack.reversed().lazy.compactMap({ $0[first] }).first else { return nil }
        return path.dropFirst().reduce(start as JSONValue?) { $0?[$1] }
    }
}

extension String {
    /// `base.commit` as its keys; `.` is the element itself.
    fileprivate var path: [String] { split(separator: ".").map(String.init) }
}

extension JSONValue {
    fileprivate subscript(_ name: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object.members.first { $0.name == name }?.value
    }

    /// What a section is told for.
    fileprivate var elements: [JSONValue] {
        switch self {
        case .array(let values): values
        case .null, .bool(false), .string(""): []
        default: [self]
        }
    }

    fileprivate var word: String? {
        switch self {
        case .string(let text): text
        case .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}

/// Why a text is no template.
package struct TemplateProblem: Error, Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        case tagNotClosed, tooDeep
        case notOpen(String), otherOpen(String, open: String), notClosed(String)
        case unknownName(String)
        /// Something of Mustache that is not read here: `{{{`, `{{&`, `{{>`, `{{=`.
        case notSupported(String)
    }

    /// From 1.
    package let line: Int
    package let reason: Reason

    init(line: Int, _ reason: Reason) {
        self.line = line
        self.reason = reason
    }
}
