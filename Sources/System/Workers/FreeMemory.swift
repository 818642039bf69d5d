import CSystem

/// Gives memory that is free back to the system: what one step needed is not kept for the next.
package func returnFreeMemory() { malloc_trim(0) }

/// Leaves the memory of a value to the end of the process, which comes soon: freeing thousands of parts one by one before
/// only delays it.
///
/// To be called by the first thread only.
package func keepUntilExit(_ value: some Sendable) { kept.append(value) }

// Not retained without an owner, which would be a leak in the eyes of those who look for one.
nonisolated(unsafe) private var kept: [any Sendable] = []
