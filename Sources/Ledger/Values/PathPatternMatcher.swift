/// Holds the tokens of a `PathPattern` against a path, without recursion and in bounded time.
///
/// Only the latest `*` and the latest `**` are ever tried again: a `*` cannot leave its folder, and where an earlier `**`
/// would have to take in more, so can the latest. The steps are at most tokens × bytes × folders.
struct PathPatternMatcher {
    /// Where matching goes on when a wildcard takes in more.
    private struct Resumption {
        var token: Int
        var position: Int
    }

    private let tokens: [PathPattern.Token]
    private let subject: ArraySlice<UInt8>
    private var token = 0
    private var position: Int
    private var run: Resumption?
    private var folders: Resumption?

    init(tokens: [PathPattern.Token], subject: ArraySlice<UInt8>) {
        self.tokens = tokens
        self.subject = subject
        position = subject.startIndex
    }

    mutating func matches() -> Bool {
        while token < tokens.count || position < subject.endIndex {
            guard advance() || extendRun() || extendFolders() else { return false }
        }
        return true
    }

    private mutating func advance() -> Bool {
        guard token < tokens.count else { return false }
        switch tokens[token] {
        case .run: run = Resumption(token: token + 1, position: position)
        case .folders:
            folders = Resumption(token: token + 1, position: position)
            run = nil
        case .remainder:
            guard position < subject.endIndex else { return false }
            position = subject.endIndex
        case .byte(let byte): return advance { $0 == byte }
        case .anyByte: return advance { $0 != UInt8(ascii: "/") }
        case .set(let set): return advance(past: set.contains)
        }
        token += 1
        return true
    }

    private mutating func advance(past isMatch: (UInt8) -> Bool) -> Bool {
        guard position < subject.endIndex, isMatch(subject[position]) else { return false }
        position += 1
        token += 1
        return true
    }

    private mutating func extendRun() -> Bool {
        guard let run, run.position < subject.endIndex, subject[run.position] != UInt8(ascii: "/") else { return false }
        position = run.position + 1
        token = run.token
        self.run?.position = position
        return true
    }

    private mutating func extendFolders() -> Bool {
        guard let folders, let slash = subject[folders.position...].firstIndex(of: UInt8(ascii: "/")) else {
            return false
        }
        position = slash + 1
        token = folders.token
        self.folders?.position = position
        run = nil
        return true
    }
}
