import Changes
import Git
import Ledger
import Releases
import Reports
import System

extension Command {
    static let package = Command(
        "package", summary: "Pack a tagged release for its deployment, so that everybody gets the same bytes",
        details: """
            Writes a tar archive (gzip, where the name ends in .gz) with the files of the
            tagged commit, byte for byte as they were committed; a README with the ordered
            steps of deployment and back-out; the manifest; and SHA256SUMS. Files keep the
            time of the commit. Submodules are named, and not contained. Pointers of Git LFS
            are contained as they were committed, and named: their content is not.

            The archive's SHA-256 is recorded: `sluice deploy --package <file>` then only takes
            such a file, and environments of the policy can ask for one
            (environment.*.package). --verify packs again, and compares.

            Exit status: 1 the release was not tagged through the gate, 4 the file is another.
            """,
        examples: [
            ("sluice package 2.4.0", "release-2.4.0.tar"),
            ("sluice package 2.4.0 --content configuration", "only the configuration items that it changes"),
            ("sluice package 2.4.0 --verify release-2.4.0.tar", "is it what the tag holds?"),
        ],
        run: PackRelease.run)
}

struct PackRelease: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let content = Option.choice("content", default: PackageStatement.Content.tree, help: "what to pack of it")
    let output = Option.value(
        "output", short: "o", placeholder: "file", help: "where to write it; release-<release>.tar unless given")
    let verify = Option.value("verify", placeholder: "file", help: "write nothing; compare this file with the release")
    let records = Option.toggle("record", default: true, help: "record its digest in the ledger")

    static func run(_ invocation: Invocation<PackRelease>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let gatherer = try workspace.gatherer()
        let version = try gatherer.ledger.release(named: invocation.release)
        let builder = try PackageBuilder(workspace.repository, gatherer, version, invocation.content)
        if let path = invocation.verify { return try verify(path, builder, invocation) }
        let path = invocation.output ?? "\(builder.name).tar"
        guard !File.exists(path) else {
            throw Failure(
                .refused, "\(path.quoted) is there already, and packages are never overwritten",
                hints: ["name another file with --output, or compare: `--verify \(path)`"])
        }
        let author = invocation.records ? try workspace.author() : nil
        if let author {
            try gatherer.policy.refuseStranger(workspace.speaker(author, .package, policy: gatherer.policy))
        }
        let archive = try builder.archive(isCompressed: path.hasSuffix(".gz"))
        let draft = "\(path).\(millisecondsNow()).new"
        var written = draft
        do {
            try File.replace(draft, with: archive.bytes)
            let digest = try FileDigest.sha256(of: draft)
            let statement = builder.statement(digest: digest, size: archive.bytes.count)
            // The bytes first: a digest on record with no file behind it would be worth nothing.
            try File.move(draft, to: path)
            written = path
            let isNew = try author.map { try record(statement, $0, workspace) } ?? false
            tell(statement, path, isNew: isNew, pointers: archive.pointers, invocation)
        } catch {
            try? File.remove(written)
            throw error
        }
        return .yes
    }

    /// - Returns: whether it was not on record before.
    private static func record(_ statement: PackageStatement, _ author: Author, _ workspace: Workspace) throws -> Bool {
        let written = try workspace.writer(by: author).append("package: \(statement.release)") {
            ledger in
            let policy = try ledger.policy()
            let isKnown = try ledger.records(of: .release(statement.release)).records.contains { stored in
                stored.record.statement == .package(statement) && policy.mayDeploy(stored.author)
            }
            return isKnown ? [] : [.package(statement)]
        }
        return !written.isEmpty
    }

    private static func tell(
        _ statement: PackageStatement, _ path: String, isNew: Bool, pointers: [String],
        _ invocation: Invocation<PackRelease>
    ) {
        let console = invocation.console
        if invocation.wantsJSON {
            let more = JSONValue.object(["path": path, "pointers": pointers.isEmpty ? nil : pointers])
            return console.write(JSONText.document(statement.json.adding(more)))
        }
        if !pointers.isEmpty {
            let are = pointers.count == 1 ? "is a pointer" : "are pointers"
            console.warn(
                "\(counted(pointers.count, "file")) of the package \(are) of Git LFS, without the content: "
                    + pointers.joined(separator: ", "),
                hints: ["`git lfs pull` in a checkout of \(statement.tag) brings the content"])
        }
        let shown = SafeText.line(path.quotedForShell)
        console.print("Packed release \(statement.release) into \(shown).")
        console.print("SHA-256 \(statement.digest)")
        if isNew {
            console.note("The digest is on record: `sluice deploy --package \(shown)` takes this file, and no other.")
        }
    }

    private static func verify(
        _ path: String, _ builder: PackageBuilder, _ invocation: Invocation<PackRelease>
    ) throws -> ExitStatus {
        let expected = try PrivateFolder()
        let file = "\(expected.path)/package"
        try File.replace(file, with: builder.archive(isCompressed: path.hasSuffix(".gz")).bytes, isSynced: false)
        let (given, own) = (try FileDigest.sha256(of: path), try FileDigest.sha256(of: file))
        if invocation.wantsJSON {
            invocation.console.write(
                JSONText.document(
                    JSONValue.object(["path": path, "digest": given, "expected": own, "same": given == own])))
        } else if given == own {
            invocation.console.print("\(SafeText.line(path)) is what release \(builder.version) holds: SHA-256 \(own)")
        }
        guard given == own else {
            throw Failure(
                .notVerified, "\(path.quoted) is not what release \(builder.version) holds",
                hints: ["its SHA-256 is \(given)", "packed again it is \(own)"])
        }
        return .yes
    }
}

/// SHA-256 of files by `sha256sum`, which stands on every such machine.
enum FileDigest {
    /// - Returns: 64 digits.
    /// - Throws: `Failure` where the file cannot be read.
    static func sha256(of path: String) throws -> String {
        guard File.exists(path), !File.isFolder(path) else {
            throw Failure(.usage, "there is no file \(path.quoted)")
        }
        let text = String(decoding: try ExternalProgram("sha256sum", ["--", path]).output(), as: UTF8.self)
        // A name with a backslash puts one before the digest.
        return String(text.drop { $0 == "\\" }.prefix(64))
    }
}
