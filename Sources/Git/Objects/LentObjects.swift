/// Objects in memory that a repository reads as if they were on its disk: what is put together for a reader alone needs no
/// right to write, and leaves nothing behind.
package struct LentObjects: Sendable {
    package static let none = LentObjects(objects: [:])

    var objects: [ObjectID: (kind: ObjectKind, bytes: [UInt8])]

    subscript(id: ObjectID) -> (kind: ObjectKind, bytes: [UInt8])? { objects.isEmpty ? nil : objects[id] }
}
