import Foundation
import TestSupport
import Testing

/// Ends runs of the program at moments that are spread over the time that it takes.
struct Killing {
    /// How many runs a test ends; `SLUICE_KILLS` sets it.
    static let count = ProcessInfo.processInfo.environment["SLUICE_KILLS"].flatMap(Int.init) ?? 12

    private var random: SequenceGenerator
    /// In microseconds, by the kind of run.
    private var durations: [String: Int] = [:]
    /// How many runs were ended before they had come to their own end.
    private(set) var hits = 0

    init(seed: UInt64) { random = SequenceGenerator(seed: seed) }

    /// Runs the program; the first run of a kind is measured and left alone, the others are killed.
    ///
    /// - Returns: the run; its status is 0 where it was faster than its end.
    mutating func run(
        _ words: [String], kind: String, in repository: TestRepository, person: Person? = nil
    ) throws -> CommandResult {
        let begin = ContinuousClock.now
        let running = try repository.start(["setsid", Places.program] + words, person: person)
        guard let duration = durations[kind] else {
            let result = try running.wait()
            durations[kind] = Int((ContinuousClock.now - begin) / .microseconds(1))
            return result
        }
        usleep(UInt32(Int.random(in: 0...duration, using: &random)))
        running.killAll()
        let result = try running.wait()
        let isHit = result.status == 128 + SIGKILL
        if isHit { hits += 1 }
        // The machine may be busier now, or less, than it was at the first run.
        durations[kind] = isHit ? duration + duration / 20 : duration - duration / 10
        return result
    }
}

extension TestRepository {
    /// Paths of locks of references that are there, below the Git directory.
    func locks() -> [String] {
        let paths = FileManager.default.enumerator(atPath: path + "/.git/refs")?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".lock") }.map { "\(path)/.git/refs/\($0)" }
    }

    /// Expects a command to wait for a lock in vain, to tell of it, and to do its work once the lock is taken away.
    func expectTelling(of lock: String, by words: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
        let told = try run(words)
        #expect(told.status == 3, sourceLocation: sourceLocation)
        #expect(told.errors.contains("cannot be moved: \(lock) is there, "), sourceLocation: sourceLocation)
        #expect(
            told.errors.contains("`sluice doctor` tells who holds the lock"), "\(told.errors)",
            sourceLocation: sourceLocation)
        try FileManager.default.removeItem(atPath: lock)
        let done = try run(words)
        #expect(done.status == 0, "\(done.errors)", sourceLocation: sourceLocation)
    }
}
