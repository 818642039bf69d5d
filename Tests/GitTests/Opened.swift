import Git
import TestSupport
import Testing

extension TestRepository {
    /// The repository as Sluice reads it.
    func opened() throws -> Repository { try Repository.open(at: path) }

    func id(_ revision: String) throws -> ObjectID { try #require(ObjectID(try resolve(revision))) }

    /// Writes an object as it stands, valid or not.
    func object(_ type: String, _ text: String) throws -> ObjectID {
        try #require(ObjectID(try writeObject(type, Array(text.utf8))))
    }

    /// The paths that a command of Git lists, each ended by NUL, sorted.
    func paths(_ arguments: String...) throws -> [[UInt8]] {
        let listed = try start(["git"] + arguments).wait()
        try #require(listed.status == 0, "\(listed.errors)")
        return listed.outputBytes.split(separator: 0).map(Array.init).sorted { $0.lexicographicallyPrecedes($1) }
    }
}
