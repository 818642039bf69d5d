import Changes
import Gate
import Git
import Ledger
import Releases
import Reports
import System

extension Workspace {
    /// Prints a verdict, and writes it to the files that were asked for.
    func show(
        _ verdict: Verdict, as format: VerdictFormat, reports: [VerdictReport] = [], on console: Console
    ) throws {
        console.warn(of: verdict.facts.range.scope)
        try show(format, reports, console) { format, palette in
            try format.document(verdict, palette: palette, version: Program.releasedVersion) {
                try places(of: verdict.findings, version: verdict.facts.version)
            }
        }
    }

    /// Prints a check, and writes it to the files that were asked for.
    func show(
        _ check: MergeCheck, as format: VerdictFormat, reports: [VerdictReport], on console: Console
    ) throws {
        try show(format, reports, console) { format, palette in
            try format.document(check, palette: palette, version: Program.releasedVersion) {
                try places(of: check.findings, version: nil)
            }
        }
    }

    private func show(
        _ format: VerdictFormat, _ reports: [VerdictReport], _ console: Console,
        _ document: (VerdictFormat, Palette) throws -> String
    ) throws {
        for report in reports {
            try File.replace(report.file, with: Array(document(report.format, .plain).utf8), isSynced: false)
        }
        console.write(try document(format, console.palette))
    }

    private func places(of findings: [Finding], version: Version?) throws -> FindingPlaces {
        let ledger = try ledger()
        let ofRelease = { try version.flatMap { try latestRecord(of: .release($0), in: ledger) } }
        var files: [Finding.Subject: FindingPlaces.File] = [:]
        for subject in Set(findings.map(\.subject)) {
            switch subject {
            case .release: files[subject] = try ofRelease()
            case .item(let item): files[subject] = try latestRecord(of: .item(item), in: ledger) ?? ofRelease()
            case .commit(let commit): files[subject] = try changedFile(of: commit)
            case .message: break
            }
        }
        return FindingPlaces(files)
    }

    private func latestRecord(of subject: Subject, in ledger: LedgerReader) throws -> FindingPlaces.File? {
        guard let record = try ledger.records(of: subject).records.last else { return nil }
        let path = (try subject.folder() + [record.file.description]).joined(separator: "/")
        return .init(path: Array(path.utf8), isInLedger: true)
    }

    /// The first file that a commit changes, compared with its first parent; nil for an empty commit.
    private func changedFile(of id: ObjectID) throws -> FindingPlaces.File? {
        let commit = try repository.commit(id)
        let parent = try commit.parents.first.map { try repository.commit($0).tree }
        let paths = try repository.changes(from: parent, to: commit.tree).map(\.path)
        return paths.first.map { .init(path: $0, isInLedger: false) }
    }
}
