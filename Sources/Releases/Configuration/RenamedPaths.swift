/// The names that files had one after the other within a part of the history.
struct RenamedPaths {
    private var earlier: [[UInt8]: Set<[UInt8]>] = [:]
    private var later: [[UInt8]: Set<[UInt8]>] = [:]

    mutating func insert(_ file: ConfigurationFile) {
        guard let oldPath = file.oldPath else { return }
        earlier[file.path, default: []].insert(oldPath)
        later[oldPath, default: []].insert(file.path)
    }

    /// The paths, and all from which files came to stand there.
    func origins(of paths: Set<[UInt8]>) -> Set<[UInt8]> { Self.reached(from: paths, by: earlier) }

    /// The paths, all from which files came to stand there, and all where they went.
    func relatives(of paths: Set<[UInt8]>) -> Set<[UInt8]> {
        origins(of: paths).union(Self.reached(from: paths, by: later))
    }

    private static func reached(from paths: Set<[UInt8]>, by steps: [[UInt8]: Set<[UInt8]>]) -> Set<[UInt8]> {
        var found = paths
        var open = Array(paths)
        while let path = open.popLast() {
            for next in steps[path] ?? [] where found.insert(next).inserted { open.append(next) }
        }
        return found
    }
}
