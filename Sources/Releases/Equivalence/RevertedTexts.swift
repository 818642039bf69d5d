import Changes
import Git

/// The texts by which a message points to what it takes back, other than IDs, made comparable with those of `TargetTexts`.
struct RevertedTexts {
    /// Subjects between quotation marks, with and without the IDs that lead them.
    let quoted: [[UInt8]]
    /// Subjects without quotation marks, and the numbers of merge requests.
    let hinted: [[UInt8]]

    var all: [[UInt8]] { (quoted + hinted).unique { $0 } }

    init(of relations: CommitRelations, _ messages: MessageReader) {
        let subjects = { (text: [UInt8]?) in text.map { messages.read($0).comparedSubjects } ?? [] }
        quoted = subjects(relations.revertedSubject)
        hinted = subjects(relations.hints.subject) + relations.hints.requests.map { Array($0.name.utf8) }
    }
}

/// The texts by which others may point to a commit.
struct TargetTexts {
    let all: [[UInt8]]

    init(of read: ReadCommit) {
        let requests = MergeRequest.merged(by: read.commit.message)
        all = read.reading.comparedSubjects + requests.map { Array($0.name.utf8) }
    }
}

extension MessageReading {
    /// The subject as people quote it: with the IDs that lead it, or without.
    var comparedSubjects: [[UInt8]] {
        [self.plainSubject, Changes.plainSubject(of: Array(headline))].unique { $0 }.filter { !$0.isEmpty }
    }
}
