extension Repository {
    /// Where merges of two parents differ from what Git makes of merging those parents anew (git-log, `--remerge-diff`).
    ///
    /// Merges for which Git gives no answer are not in the result. Of many, two programs make one half each: nothing else
    /// takes as long on histories with many merges.
    package func remergeDifferences(of merges: [ObjectID]) throws -> [ObjectID: [[UInt8]]] {
        let (first, second) = (merges.prefix(merges.count / 2), merges.suffix(from: merges.count / 2))
        guard merges.count > 8 else { return remerge(merges).differences }
        let later = Background { [later = remerge(Array(second))] in later.differences }
        return try remerge(Array(first)).differences.merging(later.value()) { $1 }
    }

    private func remerge(_ merges: [ObjectID]) -> Remerge { Remerge(merges: merges, gitDirectory: gitDirectory) }
}

private struct Remerge: Sendable {
    let merges: [ObjectID]
    let gitDirectory: String

    /// The defaults of what people can set, so that every clone gives one answer (git-config). `attr.tree` names the empty
    /// tree: a bare repository would have Git obey the attributes of its HEAD.
    private static let settings = [
        "merge.renames=true", "merge.renameLimit=7000", "merge.directoryRenames=conflict", "merge.renormalize=false",
        "diff.algorithm=histogram", "diff.renames=true", "diff.renameLimit=1000", "diff.orderFile=/dev/null",
        "diff.relative=false", "core.attributesFile=/dev/null",
        "attr.tree=4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        "log.showSignature=false",
    ]

    var differences: [ObjectID: [[UInt8]]] {
        guard !merges.isEmpty else { return [:] }
        var git = ExternalProgram(
            "git",
            ["-C", gitDirectory, "--git-dir", gitDirectory] + Self.settings.flatMap { ["-c", $0] } + [
                "log", "--no-walk=unsorted", "--stdin", "--remerge-diff", "--ignore-submodules=none", "--name-only",
                "-z", "--format=%x01%H%x02",
            ])
        git.environment = ["GIT_ATTR_NOSYSTEM": "1"]
        git.input = Array(merges.map { "\($0)\n" }.joined().utf8)
        guard let answer = try? git.run(), answer.status == 0 else { return [:] }
        var result: [ObjectID: [[UInt8]]] = [:]
        for part in answer.output.split(separator: 1) {
            guard let end = part.firstIndex(of: 2), let id = ObjectID(hex: part[..<end]) else { continue }
            let names = part[(end + 1)...].split(separator: 0).map { Array($0.drop { $0 == UInt8(ascii: "\n") }) }
            result[id] = names.filter { !$0.isEmpty }
        }
        return result
    }
}
