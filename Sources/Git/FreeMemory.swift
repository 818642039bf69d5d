import CLibgit2

/// Gives memory that is free back to the system: what one step needed is not kept for the next.
package func returnFreeMemory() { malloc_trim(0) }
