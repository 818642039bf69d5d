import CLibgit2

/// Gives memory that is free back to the system: what one step needed is not kept for the next.
package func returnFreeMemory() { malloc_trim(0) }

/// Leaves the memory of a value to the end of the process, which comes soon: freeing thousands of parts one by one before
/// only delays it.
package func keepUntilExit<Value>(_ value: Value) { _ = Unmanaged.passRetained(Kept(value)) }

private final class Kept<Value> {
    private let value: Value

    init(_ value: Value) { self.value = value }
}
