import CSystem
import Glibc

/// The threads beside the first one: as many as there are further processors, and at least one. More would take the
/// first thread's processor away from it, and everything waits for that.
final class Workers: @unchecked Sendable {
    static let shared = Workers()

    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let limit = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1)
    // All below is guarded by the lock.
    private var waiting: [AnyJob] = []
    private var threads = 0
    private var idle = 0

    private init() {
        pthread_mutex_init(lock, nil)
        pthread_cond_init(change, nil)
    }

    func add(_ job: AnyJob) {
        let needsThread = locked {
            waiting.append(job)
            pthread_cond_broadcast(change)
            guard idle < waiting.count, threads < limit else { return false }
            threads += 1
            return true
        }
        if needsThread { startThread() }
    }

    /// Does the work, if nobody has begun it; else waits for its end, and does other work meanwhile: the last that waits, as
    /// the threads begin with the first.
    func finish(_ job: AnyJob) {
        while let next = workBefore(job) { run(next) }
    }

    /// What is to be done by a thread that needs the end of a job; nil once that is reached.
    private func workBefore(_ job: AnyJob) -> AnyJob? {
        locked {
            if take(job) { return job }
            while job.state != .done {
                if let last = waiting.last, take(last) { return last }
                pthread_cond_wait(change, lock)
            }
            return nil
        }
    }

    /// Work that has begun is waited for, as it may use what its owner is about to give up.
    func cancel(_ job: AnyJob) {
        locked {
            if take(job) { return }
            while job.state == .running { pthread_cond_wait(change, lock) }
        }
    }

    private func take(_ job: AnyJob) -> Bool {
        guard let place = waiting.firstIndex(where: { $0 === job }) else { return false }
        waiting.remove(at: place).state = .running
        return true
    }

    private func run(_ job: AnyJob) {
        job.run()
        locked {
            job.state = .done
            pthread_cond_broadcast(change)
        }
    }

    private func work() {
        while true {
            let job = locked {
                idle += 1
                while waiting.isEmpty { pthread_cond_wait(change, lock) }
                idle -= 1
                let first = waiting.removeFirst()
                first.state = .running
                return first
            }
            run(job)
        }
    }

    /// Where no thread can be had, the work is done by those who wait for it.
    private func startThread() {
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        if var others = Processors.besidesThisOne {
            pthread_attr_setaffinity_np(&attributes, MemoryLayout<cpu_set_t>.size, &others)
        }
        let code = pthread_create(
            &thread, &attributes,
            { _ in
                Workers.shared.work()
                return nil
            }, nil)
        if code == 0 { pthread_detach(thread) } else { locked { threads -= 1 } }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return body()
    }
}

private enum Processors {
    /// The processors that this thread may use, without the one that it runs on; nil where that is the only one.
    ///
    /// The kernel starts a thread where its maker runs, and wakes it there, and moves it on when both have waited for
    /// each other for a while: milliseconds, when all of the work is some ten milliseconds long. `ci/bench`, "gate" of 1,000
    /// commits and 50 items: 21.4 ms with this, 24.3 ms without.
    static var besidesThisOne: cpu_set_t? {
        var processors = cpu_set_t()
        let here = Int(sched_getcpu())
        guard here >= 0, sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &processors) == 0 else { return nil }
        let isAlone = withUnsafeMutableBytes(of: &processors) { bytes in
            let words = bytes.bindMemory(to: UInt.self)
            guard here / UInt.bitWidth < words.count else { return true }
            words[here / UInt.bitWidth] &= ~(1 << UInt(here % UInt.bitWidth))
            return words.allSatisfy { $0 == 0 }
        }
        return isAlone ? nil : processors
    }
}

/// A piece of work. Its state belongs to `Workers`, under their lock.
class AnyJob {
    enum State { case waiting, running, done }

    var state = State.waiting

    func run() {}
}

/// Handed from thread to thread: the one that runs it writes `result`, others read that once it is done.
final class Job<Value: Sendable>: AnyJob {
    private let body: @Sendable () throws -> Value
    private(set) var result: Result<Value, any Error>?

    init(_ body: @escaping @Sendable () throws -> Value) { self.body = body }

    override func run() { result = Result { try body() } }
}
