extension Repository {
    /// Where merges of two parents differ from what Git makes of merging those parents anew (git-log, `--remerge-diff`).
    ///
    /// Merges for which Git gives no answer are not in the result.
    package func remergeDifferences(of merges: [ObjectID]) -> [ObjectID: [[UInt8]]] {
        guard !merges.isEmpty else { return [:] }
        var git = ExternalProgram(
            "git",
            [
                "-C", gitDirectory, "--git-dir", gitDirectory, "-c", "merge.renames=true",
                "-c", "log.showSignature=false", "log", "--no-walk=unsorted", "--stdin",
                "--remerge-diff", "--ignore-submodules=none", "--name-only", "-z", "--format=%x01%H%x02",
            ])
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
