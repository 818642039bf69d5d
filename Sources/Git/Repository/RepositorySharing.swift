package import System

extension Repository {
    package func readSharing() throws -> Sharing {
        Sharing(try configuration().string("core.sharedrepository"))
    }
}
