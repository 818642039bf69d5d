extension HostRequest {
    /// The message that the host proposes for the commit that it makes of all commits of the request; nil without a title.
    ///
    /// - Parameter messages: those of the commits, the oldest first, without merges.
    package func squashMessage(of messages: [[UInt8]]) -> [UInt8]? {
        guard let title else { return nil }
        let single = messages.count == 1 && squash.takesSingleSubject ? MessageText(messages[0]) : nil
        let subject = single?.subject ?? Array(title.utf8)
        let body = single?.body ?? self.body(of: messages)
        return (head(subject) + (body.isEmpty ? [] : [body])).joined(separator: Array("\n\n".utf8)) + Array("\n".utf8)
    }

    /// The paragraphs in which the host names the request.
    private func head(_ subject: [UInt8]) -> [[UInt8]] {
        guard let number else { return [subject] }
        switch host {
        case .github, .gitea: return [subject + Array(" (#\(number))".utf8)]
        case .gitlab: return [subject]
        case .azure: return [Array("Merged PR \(number): ".utf8) + subject]
        case .bitbucketServer: return [Array("Pull request #\(number): ".utf8) + subject]
        case .bitbucket:
            guard let branch = head.branch else { return [subject] }
            return [Array("Merged in \(branch) (pull request #\(number))".utf8), subject]
        }
    }

    private func body(of messages: [[UInt8]]) -> [UInt8] {
        switch squash.body {
        case .none: return []
        case .request: return Array((body ?? "").utf8).withoutBlankEnds
        case .commits:
            let parts = messages.map { Array("* ".utf8) + $0.withoutBlankEnds }
            return Array(parts.joined(separator: Array("\n\n".utf8)))
        }
    }
}

/// A message, parted at its first blank line.
private struct MessageText {
    let subject: [UInt8]
    let body: [UInt8]

    init(_ bytes: [UInt8]) {
        let text = bytes.withoutBlankEnds
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let end = lines.firstIndex { $0.allSatisfy(\.isSpace) } ?? lines.endIndex
        subject = Array(lines[..<end].joined(separator: [UInt8(ascii: " ")]))
        body = Array(lines[end...].joined(separator: [UInt8(ascii: "\n")])).withoutBlankEnds
    }
}

extension [UInt8] {
    fileprivate var withoutBlankEnds: [UInt8] {
        let start = drop(while: \.isSpace)
        let end = start.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? start.startIndex
        return Array(start[..<Swift.max(end, start.startIndex)])
    }
}
