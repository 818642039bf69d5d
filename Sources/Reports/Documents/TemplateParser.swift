/// Takes a template apart into text and tags.
struct TemplateParser {
    struct Token: Sendable {
        enum Kind: Sendable {
            case text(String)
            case value(String)
            case opening(String, isInverted: Bool)
            case closing(String)
        }

        let kind: Kind
        let line: Int
    }

    private let lines: [Substring]
    private let names: Set<String>

    init(_ text: String, names: Set<String>) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        self.names = names
    }

    func tokens() throws(TemplateProblem) -> [Token] {
        var tokens: [Token] = []
        for (place, line) in lines.enumerated() {
            let found = try Self.tokens(of: line, number: place + 1)
            for token in found { try check(token) }
            let isLast = place == lines.count - 1
            // A line with nothing but a tag that prints nothing leaves no empty line behind.
            if found.contains(where: \.isSilent), found.allSatisfy({ $0.isSilent || $0.isBlank }) {
                tokens += found.filter { !$0.isBlank }
            } else {
                tokens += found + (isLast ? [] : [Token(kind: .text("\n"), line: place + 1)])
            }
        }
        return tokens.filter { if case .text("") = $0.kind { false } else { true } }
    }

    private func check(_ token: Token) throws(TemplateProblem) {
        let name: String
        switch token.kind {
        case .text: return
        case .value(let text), .opening(let text, _), .closing(let text): name = text
        }
        for part in name.split(separator: ".") where !names.contains(String(part)) {
            throw TemplateProblem(line: token.line, .unknownName(String(part)))
        }
    }

    private static func tokens(of line: Substring, number: Int) throws(TemplateProblem) -> [Token] {
        var tokens: [Token] = []
        var rest = line
        while let start = rest.firstRange(of: "{{") {
            tokens.append(Token(kind: .text(String(rest[..<start.lowerBound])), line: number))
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "}}") else { throw TemplateProblem(line: number, .tagNotClosed) }
            if let token = try token(rest[..<end.lowerBound], number) { tokens.append(token) }
            rest = rest[end.upperBound...]
        }
        return tokens + [Token(kind: .text(String(rest)), line: number)]
    }

    private static func token(_ tag: Substring, _ line: Int) throws(TemplateProblem) -> Token? {
        let name = { (text: Substring) in String(text).filter { !$0.isWhitespace } }
        switch tag.first {
        case "#": return Token(kind: .opening(name(tag.dropFirst()), isInverted: false), line: line)
        case "^": return Token(kind: .opening(name(tag.dropFirst()), isInverted: true), line: line)
        case "/": return Token(kind: .closing(name(tag.dropFirst())), line: line)
        case "!": return Token(kind: .text(""), line: line)
        case "{", "&", ">", "=": throw TemplateProblem(line: line, .notSupported("{{" + tag.prefix(1)))
        default:
            let text = name(tag)
            guard !text.isEmpty else { throw TemplateProblem(line: line, .unknownName("")) }
            return Token(kind: .value(text), line: line)
        }
    }
}

extension TemplateParser.Token {
    fileprivate var isSilent: Bool {
        switch kind {
        case .opening, .closing: true
        case .text, .value: false
        }
    }

    fileprivate var isBlank: Bool {
        if case .text(let text) = kind { text.allSatisfy(\.isWhitespace) } else { false }
    }
}
