import System

/// What this program was built from.
package enum BuildCommit {
    /// The commit that `ci/sluice` hands to the linker as the ID of the program; nil where its sources had been changed since, and
    /// in programs that were built in another way.
    package static var commit: ObjectID? {
        #if STATIC_PROGRAM
            guard let bytes = BuildID.ofThisProgram, bytes.count == ObjectID.byteCount else { return nil }
            return bytes.withUnsafeBytes { $0.baseAddress.map(ObjectID.init(rawBytes:)) }
        #else
            return nil
        #endif
    }
}
