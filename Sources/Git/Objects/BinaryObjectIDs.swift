package import System

// IDs in binary files: their bytes, one after another.

extension MappedFile {
    /// The ID at an offset; nil where it is not within the file.
    package func id(at offset: Int) -> ObjectID? {
        pointer(offset, ObjectID.byteCount).map { ObjectID(rawBytes: $0) }
    }
}

extension BinaryReader {
    package mutating func id() -> ObjectID? { take(ObjectID.byteCount) { ObjectID(rawBytes: $0) } }
}

extension BinaryWriter {
    package init(_ ids: [ObjectID]) {
        self.init()
        reserveCapacity(ids.count * ObjectID.byteCount)
        for id in ids { append(id) }
    }

    package mutating func append(_ id: ObjectID) {
        id.withOid { append(UnsafeRawBufferPointer(start: $0, count: ObjectID.byteCount)) }
    }
}
