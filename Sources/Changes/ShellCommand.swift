/// A command for a POSIX shell, written as a text whose interpolated values are quoted: a branch, a path or a person may be
/// called anything, and whoever pastes the command runs no more than it says.
package struct ShellCommand: Hashable, Sendable {
    fileprivate let parts: AdviceParts

    /// The command as it is pasted.
    package let text: String

    /// A text that is no command, or one that is quoted already.
    package init(verbatim text: String) { self.init(AdviceParts([.literal(text)])) }

    fileprivate init(_ parts: AdviceParts) {
        self.parts = parts
        text = parts.text(isCommand: true)
    }

    package static func == (left: ShellCommand, right: ShellCommand) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    package static func + (left: ShellCommand, right: ShellCommand) -> ShellCommand {
        ShellCommand(left.parts + right.parts)
    }
}

extension ShellCommand: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(AdviceParts([.literal(text)])) }

    package init(stringInterpolation parts: AdviceParts) { self.init(parts) }
}

extension ShellCommand: CustomStringConvertible {
    package var description: String { text }
}

extension ShellCommand: JSONConvertible {
    package var json: JSONValue { .string(text) }
}

/// A sentence that says what can be done, its commands in backquotes: values within these are quoted for a shell, those of
/// the sentence are as they are.
package struct Hint: Hashable, Sendable {
    fileprivate let parts: AdviceParts

    package let text: String

    /// A text that names no command, or whose commands are quoted already.
    package init(verbatim text: String) { self.init(AdviceParts([.literal(text)])) }

    fileprivate init(_ parts: AdviceParts) {
        self.parts = parts
        text = parts.text(isCommand: false)
    }

    package static func == (left: Hint, right: Hint) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    package static func + (left: Hint, right: Hint) -> Hint { Hint(left.parts + right.parts) }
}

extension Hint: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(AdviceParts([.literal(text)])) }

    package init(stringInterpolation parts: AdviceParts) { self.init(parts) }
}

extension Hint: CustomStringConvertible {
    package var description: String { text }
}

/// What a command or a hint is composed of.
package struct AdviceParts: StringInterpolationProtocol, Sendable {
    fileprivate enum Part: Sendable {
        case literal(String)
        case value(String)
    }

    private var parts: [Part]

    fileprivate init(_ parts: [Part]) { self.parts = parts }

    package init(literalCapacity: Int, interpolationCount: Int) { parts = [] }

    package mutating func appendLiteral(_ literal: String) { parts.append(.literal(literal)) }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
        parts.append(.value(value.description))
    }

    /// Several words, each quoted by itself.
    package mutating func appendInterpolation(words: [some CustomStringConvertible]) {
        for (place, word) in words.enumerated() {
            if place > 0 { parts.append(.literal(" ")) }
            parts.append(.value(word.description))
        }
    }

    /// A command within a command, or within a hint's backquotes.
    package mutating func appendInterpolation(_ command: ShellCommand) { parts += command.parts.parts }

    /// A hint within a hint.
    package mutating func appendInterpolation(_ hint: Hint) { parts += hint.parts.parts }

    fileprivate static func + (left: AdviceParts, right: AdviceParts) -> AdviceParts {
        AdviceParts(left.parts + right.parts)
    }

    fileprivate func text(isCommand: Bool) -> String {
        var writer = AdviceWriter(isCommand: isCommand)
        for part in parts {
            switch part {
            case .literal(let text): writer.append(literal: text)
            case .value(let text): writer.append(value: text)
            }
        }
        return writer.text
    }
}

/// Follows the quotation marks of the literals, so that each value is quoted as its place asks for.
private struct AdviceWriter {
    private(set) var text = ""
    private var isInCommand: Bool
    private let marksCommands: Bool
    private var quotation: Character?

    init(isCommand: Bool) {
        isInCommand = isCommand
        marksCommands = !isCommand
    }

    mutating func append(literal: String) {
        text += literal
        for character in literal { follow(character) }
    }

    private mutating func follow(_ character: Character) {
        if character == "`", marksCommands {
            isInCommand.toggle()
            quotation = nil
        } else if isInCommand, character == quotation {
            quotation = nil
        } else if isInCommand, quotation == nil, character == "\"" || character == "'" {
            quotation = character
        }
    }

    /// Within quotation marks of the command a value ends these, is quoted by itself, and begins them again.
    mutating func append(value: String) {
        let quoted = value.quotedForShell
        if !isInCommand || quoted == value {
            text += value
        } else if let quotation {
            text += "\(quotation)\(quoted)\(quotation)"
        } else {
            text += quoted
        }
    }
}
