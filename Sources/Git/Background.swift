import Glibc

/// Work that goes on in a thread of its own.
package final class Background<Value: Sendable> {
    private let job: Job<Value>
    private var thread = pthread_t()
    private var isRunning = false

    package init(_ body: @escaping @Sendable () throws -> Value) throws {
        job = Job(body)
        let argument = Unmanaged<AnyJob>.passRetained(job)
        let code = pthread_create(
            &thread, nil,
            { argument in
                argument.map { Unmanaged<AnyJob>.fromOpaque($0).takeRetainedValue().run() }
                return nil
            }, argument.toOpaque())
        guard code == 0 else {
            argument.release()
            throw SystemError("start a thread", number: code)
        }
        isRunning = true
    }

    deinit { if isRunning { pthread_join(thread, nil) } }

    /// Waits for the end of the work.
    package func value() throws -> Value {
        if isRunning { pthread_join(thread, nil) }
        isRunning = false
        guard let result = job.result else { throw SystemError("finish a thread", number: EINVAL) }
        return try result.get()
    }
}

extension Repository {
    /// Starts work beside what this thread goes on with. It gets a repository of its own, as libgit2 wants it: opened
    /// here, as this one was, for the environment must not be touched while two threads run.
    package func inBackground<Value: Sendable>(
        _ body: @escaping @Sendable (Repository) throws -> Value
    ) throws -> Background<Value> {
        // Only the new thread uses it from here on.
        nonisolated(unsafe) let own = try reopened()
        return try Background { try body(own) }
    }
}

/// A class without a type parameter, which a C function can take back.
private class AnyJob {
    func run() {}
}

/// Handed from thread to thread: the one writes `result` before it ends, the other reads it after that.
private final class Job<Value: Sendable>: AnyJob {
    private let body: @Sendable () throws -> Value
    private(set) var result: Result<Value, any Error>?

    init(_ body: @escaping @Sendable () throws -> Value) { self.body = body }

    override func run() { result = Result { try body() } }
}
