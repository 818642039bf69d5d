#if STATIC_PROGRAM
    /// Stands for the functions of other libraries that the release program is linked without (`Package.swift`), and ends the
    /// program.
    @_cdecl("sluice_absent_function")
    package func endInAbsentFunction() -> Never {
        fatalError("libgit2 asked for its network code, which is not in this program: please report this")
    }
#endif
