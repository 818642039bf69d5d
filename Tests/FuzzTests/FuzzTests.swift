import Foundation
import Glibc
import TestSupport
import Testing

/// Every parser, on inputs that nobody wrote: it reads or refuses them, soon, and without contradiction.
///
/// `SLUICE_FUZZ` sets the number of inputs for each parser (else it is what a processor does in a short time), and
/// `SLUICE_FUZZ_SEED` where the sequence begins. The input that ended the process stands in `sluice-fuzz-<parser>` in
/// the folder for temporary files.
@Suite struct FuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["SLUICE_FUZZ"].flatMap(Int.init)
    private static let seed = environment["SLUICE_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    /// In nanoseconds of a processor, where no number is set.
    private static let time: UInt64 = 800_000_000
    /// Inputs of which one has to be read.
    private static let most = 2_000
    private static let memory = 512 << 20
    private static let isDebug = _isDebugAssertConfiguration()

    @Test("inputs that nobody wrote are read or refused", arguments: FuzzTarget.all)
    func readsOrRefuses(target: FuzzTarget) throws {
        let seeds = try target.seeds()
        #expect(try seeds.contains { try target.read($0) }, "an example has to be read")
        var mutator = Mutator(seeds: seeds, words: target.words, seed: Self.seed)
        let note = try LastInput(of: target.name)
        let memory = Self.mostMemory()
        let begin = Self.now()
        var (before, done, taken) = (begin, 0, 0)
        // A slow machine goes on until the first is read, which the sequence alone decides.
        while Self.count.map({ done < $0 }) ?? (before - begin < Self.time || (taken == 0 && done < Self.most)) {
            let input = mutator.next()
            try note.keep(input)
            do {
                if try target.read(input) {
                    taken += 1
                    mutator.keep(input)
                }
            } catch {
                Issue.record("\(target.name): \(error): \(Self.shown(input))")
                return
            }
            if Self.now() - before > Self.bound(input.count), let time = try Self.time(of: input, target) {
                Issue.record("\(target.name) took \(time / 1_000_000) ms for \(Self.shown(input))")
                return
            }
            before = Self.now()
            done += 1
        }
        note.remove()
        #expect(taken > 0)
        #expect(Self.mostMemory() - memory < Self.memory, "memory has to be bounded")
        guard Self.count != nil else { return }
        let seconds = Double(before - begin) / 1e9
        print("fuzz: \(target.name): \(done) inputs, \(taken) taken, \(String(format: "%.1f", seconds)) s")
    }

    /// What one input may take: a constant, and a little for each byte.
    private static func bound(_ bytes: Int) -> UInt64 {
        isDebug ? 300_000_000 + 200_000 * UInt64(bytes) : 200_000_000 + 40_000 * UInt64(bytes)
    }

    /// What an input takes that took too long once; nil where it does not do so again, as what a machine of somebody else's
    /// takes from this one counts as work, too.
    private static func time(of input: [UInt8], _ target: FuzzTarget) throws -> UInt64? {
        var best = UInt64.max
        for _ in 0..<3 {
            let begin = now()
            _ = try target.read(input)
            best = min(best, now() - begin)
        }
        return best > bound(input.count) ? best : nil
    }

    /// Of this thread alone: other tests, and other programs, do not count.
    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private static func mostMemory() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss << 10
    }

    private static func shown(_ input: [UInt8]) -> String {
        let text = String(decoding: input, as: UTF8.self).debugDescription
        return text.count < 400 ? "\(text) (\(Data(input).base64EncodedString()))" : Data(input).base64EncodedString()
    }
}

/// The input that is being read, in a file that outlives the process.
private final class LastInput {
    private let path: String
    private let descriptor: Int32

    init(of name: String) throws {
        let file = "sluice-fuzz-" + name.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
        path = FileManager.default.temporaryDirectory.appendingPathComponent(file).path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
    }

    deinit { close(descriptor) }

    func keep(_ input: [UInt8]) throws {
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, input, input.count, 0) == input.count else {
            throw POSIXError(.EIO)
        }
    }

    func remove() { unlink(path) }
}
