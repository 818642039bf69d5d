import Changes
import Git

/// The targets that are searched for in a shared history.
struct WantedTargets {
    private var reverts: [Int: ReadCommit] = [:]
    private var bySubject: [[UInt8]: [Int]] = [:]
    private var byID: [ObjectID: [Int]] = [:]
    private var byAbbreviation: [(name: CommitName, want: Int)] = []
    private var byAuthorship: [ArraySlice<UInt8>: [(subject: [UInt8], want: Int)]] = [:]
    private var count = 0

    /// Whether all was found.
    var isEmpty: Bool { reverts.isEmpty }

    private mutating func want(by revert: ReadCommit) -> Int {
        count += 1
        reverts[count] = revert
        return count
    }

    mutating func want(subject: MessageReading, by revert: ReadCommit) {
        let want = want(by: revert)
        for subject in subject.comparedSubjects { bySubject[subject, default: []].append(want) }
    }

    mutating func want(pickOf name: CommitName, by revert: ReadCommit) {
        let want = want(by: revert)
        if let id = name.id { byID[id, default: []].append(want) } else { byAbbreviation.append((name, want)) }
    }

    mutating func want(kinOf other: ReadCommit, by revert: ReadCommit) {
        let want = want(by: revert)
        byID[other.commit.id, default: []].append(want)
        byAuthorship[other.commit.authorship, default: []].append((other.reading.plainSubject, want))
    }

    mutating func close(_ want: Int) { reverts[want] = nil }

    func wants(meaning read: ReadCommit) -> [(want: Int, revert: ReadCommit)] {
        var found = read.reading.comparedSubjects.flatMap { bySubject[$0] ?? [] }
        for origin in read.reading.relations.pickedFrom {
            if let id = origin.id {
                found += byID[id] ?? []
            } else {
                found += byID.filter { origin.names($0.key) }.flatMap(\.value)
            }
            found += byAbbreviation.filter { origin.description.hasPrefix($0.name.description) }.map(\.want)
        }
        for (subject, want) in byAuthorship[read.commit.authorship] ?? [] where subject == read.reading.plainSubject {
            found.append(want)
        }
        return found.unique { $0 }.compactMap { want in reverts[want].map { (want, $0) } }
    }
}
