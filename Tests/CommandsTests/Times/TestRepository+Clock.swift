import Changes
import Foundation
import Git
import Ledger
import TestSupport
import Testing

/// Records of clocks that are wrong, and commands by the machine's own.
extension TestRepository {
    /// The machine's clock, in seconds since 1970.
    static var now: Int { Int(Date().timeIntervalSince1970) }

    /// From here on commands go by the machine's clock. Git takes an empty variable for none.
    func useTheClock() { variables.merge(["GIT_COMMITTER_DATE": "", "GIT_AUTHOR_DATE": ""]) { $1 } }

    /// Puts records into the ledger as somebody whose clock is wrong does, or who has no Sluice.
    @discardableResult
    func forge(
        _ statements: Statement..., by person: TestSupport.Person, at time: Int
    ) throws -> [StoredRecord] {
        let author = Author(
            person: .init(name: person.name, email: person.email), time: Timestamp(seconds: Int64(time)),
            signature: "\(person.name) <\(person.email)> \(time) +0000")
        let repository = try Repository.open(at: path)
        let ledger = try LedgerReader(repository).asked(at: author.time)
        let prepared = try LedgerWriter(repository, by: author).prepare("forged", statements, after: ledger)
        try repository.update(
            ledger.location.reference, to: prepared.newTip, expecting: prepared.expecting, reason: "forged")
        return prepared.records
    }

    /// Says something again as it was said already, with another date: the same decision on the same content.
    @discardableResult
    func forgeAgain(
        _ kind: Statement.Kind, about subject: Subject, by person: TestSupport.Person, at time: Int
    ) throws -> [StoredRecord] {
        let records = try LedgerReader(Repository.open(at: path)).records(of: subject).all
        let statement = try #require(records.last { $0.record.statement.kind == kind }).record.statement
        return try forge(statement, by: person, at: time)
    }

    func records(of subject: Subject) throws -> RecordSequence {
        try LedgerReader(Repository.open(at: path)).records(of: subject)
    }
}

extension Subject {
    static func release(_ text: String) throws -> Subject { .release(try #require(Version(text))) }

    static func releaseItem(_ text: String, _ item: String) throws -> Subject {
        .releaseItem(try #require(Version(text)), try #require(ItemID(item)))
    }
}
