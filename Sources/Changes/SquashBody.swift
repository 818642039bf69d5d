extension MessageParts {
    /// The subjects that a squash merge lists in its body, without bullets and indentation.
    ///
    /// GitHub's are bullets, told from others by the pull request's number at the end of the subject, `(#12)`, or by
    /// the rule of nine dashes before the co-authors. `git merge --squash` indents the messages below `commit` lines.
    var squashedSubjects: [Bytes] {
        let lines = message.lines.indices.dropFirst(message.title.upperBound)
        if message.contains("Squashed commit of the following:") { return subjectsOfSquashedCommits }
        guard subject[...].requestSuffix != nil || message.contains("---------") else { return [] }
        return lines.compactMap { message[$0].after("* ") }
    }

    private var subjectsOfSquashedCommits: [Bytes] {
        var subjects: [Bytes] = []
        var isExpected = false
        for line in message.lines.lazy.map({ message.bytes[$0] }) {
            if line.begins(with: "commit ") {
                isExpected = true
            } else if isExpected, let subject = line.after("    ") {
                subjects.append(subject)
                isExpected = false
            }
        }
        return subjects
    }

    /// The lines that list none of the squashed subjects.
    var linesOutsideSquashedSubjects: [Bytes] {
        let listed = Set(squashedSubjects.map(\.endIndex))
        return message.lines.filter { !listed.contains($0.upperBound) }.map { message.bytes[$0] }
    }
}

extension MessageReader {
    func squashLinks(in parts: MessageParts) -> [Link] {
        parts.squashedSubjects.flatMap { leadingItems(of: $0).items }.map { Link(item: $0, source: .squashBody) }
    }
}
