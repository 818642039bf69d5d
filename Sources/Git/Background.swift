import Glibc

/// Work that is done beside what this thread goes on with: by a thread of its own, or by whoever waits for it first.
package final class Background<Value: Sendable> {
    private let job: Job<Value>

    package init(_ body: @escaping @Sendable () throws -> Value) {
        job = Job(body)
        Workers.shared.add(job)
    }

    deinit { Workers.shared.cancel(job) }

    /// Waits for the end of the work; does it here and now where no thread has begun it, and other work that waits.
    package func value() throws -> Value {
        Workers.shared.finish(job)
        guard let result = job.result else { throw SystemError("finish work in a thread", number: EINVAL) }
        return try result.get()
    }
}

extension Repository {
    /// Starts work with a repository of its own, as libgit2 wants it: opened here, as this one was, for the environment
    /// must not be touched while several threads run.
    package func inBackground<Value: Sendable>(
        _ body: @escaping @Sendable (Repository) throws -> Value
    ) throws -> Background<Value> {
        // Only the one thread that does the work uses it from here on.
        nonisolated(unsafe) let own = try reopened()
        return Background { try body(own) }
    }
}
