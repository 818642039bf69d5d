import Changes
import Git
import Ledger
import Releases
import Reports
import System

/// Packs a release that was tagged through the gate. The same release gives the same bytes, whoever packs it and when.
struct PackageBuilder {
    let version: Version
    /// Of the folder in the archive.
    let name: String
    private let repository: Repository
    private let facts: GateFacts
    private let handOver: HandOver
    private let tag: ReleaseTag
    private let content: PackageStatement.Content

    /// - Throws: a failure where the release has no tag that the gate was opened for.
    init(
        _ repository: Repository, _ gatherer: FactsGatherer, _ version: Version, _ content: PackageStatement.Content
    ) throws {
        let facts = try gatherer.facts(of: version)
        guard let tag = facts.range.scope.tag,
            facts.plan?.manifests.contains(where: { $0.candidate == tag.target && $0.tag == tag.name }) == true
        else {
            throw Failure(
                .refused, "release \(version) was not tagged through the gate, and is not packed",
                hints: ["`sluice tag \(version)` tags it", "`sluice audit` tells which tags have no manifest"])
        }
        self.version = version
        self.repository = repository
        self.facts = facts
        self.tag = tag
        self.content = content
        handOver = try gatherer.handOver(of: facts)
        name = "release-\(try KeyEncoding.encoded(version.description))"
    }

    func statement(digest: String, size: Int) -> PackageStatement {
        PackageStatement(
            release: version, tag: tag.name, commit: tag.target, content: content, digest: digest, size: size)
    }

    /// - Returns: the archive, and the paths of the files in it that are pointers of Git LFS.
    func archive(isCompressed: Bool) throws -> (bytes: [UInt8], pointers: [String]) {
        let folder = try PrivateFolder()
        let root = "\(folder.path)/\(name)"
        let files = try files(folder)
        try File.makeFolder("\(root)/files")
        try unpack(files.tree, into: root, folder)
        let readme = PackageReadme(
            handOver, tag: tag.name, isWhole: content == .tree, submodules: files.submodules, pointers: files.pointers)
        try File.replace("\(root)/README.md", with: Array(readme.text.utf8), isSynced: false)
        try File.replace("\(root)/manifest.json", with: Array(manifest(files).utf8), isSynced: false)
        try File.replace("\(root)/SHA256SUMS", with: sums(in: root), isSynced: false)
        let packed = try pack(folder.path)
        guard isCompressed else { return (packed, files.pointers) }
        var gzip = ExternalProgram("gzip", ["--no-name", "-9", "--stdout"])
        gzip.input = packed
        gzip.environment = ["GZIP": nil]
        return (try gzip.output(), files.pointers)
    }

    private func manifest(_ files: PackedFiles) -> String {
        let scope = facts.range.scope
        return JSONText.document(
            JSONValue.object([
                "release": version, "tag": tag.name, "commit": tag.target, "tree": files.tree,
                "content": content, "base": scope.baseDocument, "items": facts.items.planned,
                "submodules": files.submodules,
                // Absent for none, so that packages of before stay the same bytes.
                "pointers": files.pointers.isEmpty ? nil : files.pointers,
                "configuration": ConfigurationDocument(handOver.configuration),
            ]))
    }

    // MARK: - Files

    /// A repository of its own that lends the objects of this one: what attributes, filters and settings of this one would
    /// change in the files is out of play there.
    private func git(_ folder: PrivateFolder, _ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        var program = ExternalProgram("git", ["--git-dir=\(folder.path)/git"] + arguments)
        program.input = input
        program.environment = [
            "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_INDEX_FILE": "\(folder.path)/index",
            "GIT_OBJECT_DIRECTORY": nil, "GIT_ALTERNATE_OBJECT_DIRECTORIES": nil, "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_ATTR_NOSYSTEM": "1", "LC_ALL": "C",
        ]
        return try program.output()
    }

    private func files(_ folder: PrivateFolder) throws -> PackedFiles {
        let objects = "\(repository.commonDirectory)/objects"
        _ = try ExternalProgram(
            "git", ["init", "--quiet", "--bare", "--template=", "--object-format=sha1", "\(folder.path)/git"]
        ).output()
        try File.makeFolder("\(folder.path)/git/info")
        try File.replace(
            "\(folder.path)/git/objects/info/alternates", with: Array("\(objects)\n".utf8), isSynced: false)
        let plain = "* -export-ignore -export-subst -text -eol -ident -filter -working-tree-encoding\n"
        try File.replace("\(folder.path)/git/info/attributes", with: Array(plain.utf8), isSynced: false)
        let tree = try repository.commit(tag.target).tree
        let entries = try git(folder, ["ls-tree", "-r", "-z", "--full-tree", tree.description])
            .split(separator: 0).map(TreeLine.init)
        guard content == .configuration else { return try packed(tree, entries) }
        let touched = try repository.configurationItems(
            changedFrom: facts.range.scope.base?.commit, to: tag.target, in: facts.version, facts.policy)
        let chosen = entries.filter { entry in
            facts.policy.configuration.item(of: Array(entry.path)).map { touched.contains($0.name) } ?? false
        }
        guard !chosen.isEmpty else {
            throw Failure(
                .refused, "release \(version) changes no configuration item of the policy",
                hints: ["`sluice package \(version)` packs the whole tree"])
        }
        _ = try git(
            folder, ["update-index", "--add", "-z", "--index-info"],
            input: chosen.flatMap { Array($0.line) + [0] })
        let written = String(
            decoding: try git(folder, ["write-tree"]).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        guard let id = ObjectID(written) else { throw RepositoryProblem.unknownRevision(written) }
        return try packed(id, chosen)
    }

    private func packed(_ tree: ObjectID, _ entries: [TreeLine]) throws -> PackedFiles {
        PackedFiles(
            tree: tree, submodules: entries.filter(\.isSubmodule).map(\.path.pathText),
            pointers: try entries.filter(isPointer).map(\.path.pathText))
    }

    private func isPointer(_ entry: TreeLine) throws -> Bool {
        guard entry.isFile, let id = entry.object, let header = try repository.header(of: id),
            header.size < LargeFilePointer.sizeLimit
        else { return false }
        return LargeFilePointer.isOne(try repository.blob(id))
    }

    private func unpack(_ tree: ObjectID, into root: String, _ folder: PrivateFolder) throws {
        var tar = ExternalProgram(
            "tar", ["--extract", "--file", "-", "--no-same-owner", "--preserve-permissions", "--directory", root])
        tar.environment = ["LC_ALL": "C", "TAR_OPTIONS": nil]
        tar.input = try git(
            folder, ["-c", "tar.umask=0022", "archive", "--format=tar", "--prefix=files/", tree.description])
        _ = try tar.output()
    }

    /// Of all files but itself. The script is the same for all packages: no foreign text is in it.
    private func sums(in root: String) throws -> [UInt8] {
        var shell = ExternalProgram(
            "sh",
            [
                "-euc",
                "find . -type f ! -path ./SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum -- | sed 's|  \\./|  |'",
            ])
        shell.folder = root
        return try shell.output()
    }

    private func pack(_ folder: String) throws -> [UInt8] {
        let time = try repository.commit(tag.target).committerTime
        var tar = ExternalProgram(
            "tar",
            [
                "--create", "--file", "-", "--format=gnu", "--sort=name", "--mtime=@\(time)", "--owner=0", "--group=0",
                "--numeric-owner", "--mode=u=rwX,go=rX", "--directory", folder, "--", name,
            ])
        tar.environment = ["LC_ALL": "C", "TAR_OPTIONS": nil]
        return try tar.output()
    }
}

/// What is packed, and what of it lies elsewhere: paths, sorted as in the tree.
private struct PackedFiles {
    let tree: ObjectID
    let submodules: [String]
    /// Of Git LFS.
    let pointers: [String]
}

/// One line of `git ls-tree -z`: `<mode> <kind> <object>`, a tab, the path.
private struct TreeLine {
    let line: ArraySlice<UInt8>

    init(_ line: ArraySlice<UInt8>) { self.line = line }

    var isSubmodule: Bool { line.starts(with: "160000 ".utf8) }

    var isFile: Bool { line.starts(with: "100".utf8) }

    var object: ObjectID? {
        line.prefix { $0 != UInt8(ascii: "\t") }.split(separator: UInt8(ascii: " ")).last.flatMap { ObjectID(hex: $0) }
    }

    var path: ArraySlice<UInt8> {
        line.firstIndex(of: UInt8(ascii: "\t")).map { line[($0 + 1)...] } ?? []
    }
}
