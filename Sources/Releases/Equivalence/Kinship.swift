import Changes
import Git

/// Which commits may be related to some others, by what their messages and authors say. Cheap, and blind to patches.
struct Kinship {
    /// How often what is related to the related is asked for: reverts of reverts follow each other.
    static let rounds = 6

    private var ids: Set<ObjectID> = []
    private var origins: Set<CommitName> = []
    private var changes: Set<[UInt8]> = []
    private var marks: Set<Mark> = []
    private var texts: Set<[UInt8]> = []
    private let messages: MessageReader

    private struct Mark: Hashable {
        let authorship: [UInt8]
        let subject: [UInt8]

        init(_ read: ReadCommit) {
            authorship = Array(read.commit.authorship)
            subject = read.reading.plainSubject
        }
    }

    /// - Parameter merges: those that brought the commits; what takes one of them back is related.
    init(of commits: [ReadCommit], merges: [ReadCommit], _ messages: MessageReader) {
        self.messages = messages
        ids = Set(merges.map(\.commit.id))
        texts = Set((commits + merges).flatMap { TargetTexts(of: $0).all })
        for read in commits {
            ids.insert(read.commit.id)
            origins.formUnion(read.reading.relations.pickedFrom)
            if let change = read.reading.relations.changeID { changes.insert(change) }
            marks.insert(Mark(read))
        }
    }

    func includes(_ read: ReadCommit) -> Bool {
        let relations = read.reading.relations
        return relations.changeID.map(changes.contains) ?? false
            || relations.pickedFrom.contains { origins.contains($0) || names($0) }
            || relations.reverts.contains { names($0.commit) }
            || origins.contains { $0.names(read.commit.id) } || marks.contains(Mark(read))
            || relations.pointsBySubject && RevertedTexts(of: relations, messages).all.contains(where: texts.contains)
    }

    private func names(_ name: CommitName) -> Bool { name.id.map(ids.contains) ?? ids.contains { name.names($0) } }
}
