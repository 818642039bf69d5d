import CLibgit2

/// A place for objects that a repository is to see as if they were its own, and that nobody keeps.
package final class ObjectLoan {
    private let folder: PrivateFolder
    /// Where they are written.
    package let repository: Repository

    /// - Throws: `SystemError`, `GitError`.
    package init() throws {
        folder = try PrivateFolder()
        for name in ["objects", "refs"] { try File.makeFolder("\(folder.path)/\(name)") }
        _ = try folder.write(Array("ref: refs/heads/none\n".utf8), to: "HEAD")
        _ = try folder.write(Array("[core]\n\tbare = true\n\trepositoryformatversion = 0\n".utf8), to: "config")
        repository = try Repository.open(at: folder.path)
    }

    fileprivate var objects: String { folder.path + "/objects" }
}

extension Repository {
    /// Lets this repository, and what is opened like it from here on, read further objects. Nothing is written into it.
    package func borrow(_ loan: ObjectLoan) throws {
        try check(git_odb_add_disk_alternate(objects, loan.objects))
        loans.append(loan)
    }
}
