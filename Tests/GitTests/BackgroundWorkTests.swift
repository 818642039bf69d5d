import Git
import System
import TestSupport
import Testing

@Suite struct BackgroundWorkTests {
    @Test("a repository of its own reads what this one reads")
    func opensTheSameRepository() throws {
        let test = try TestRepository()
        let id = try test.id(test.commit("first"))
        let repository = try test.opened()
        let works = try (0..<8).map { _ in
            try repository.inBackground { try Array($0.commit(id).message) }
        }
        #expect(try works.allSatisfy { try $0.value() == Array("first".utf8) })
    }
}
