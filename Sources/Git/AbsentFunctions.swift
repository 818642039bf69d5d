#if STATIC_PROGRAM
    import Glibc

    /// Stands for the functions of other libraries that the release program is linked without (`Package.swift`).
    ///
    /// Ends the program: what calls it needs what it cannot have. Status 3 says that nothing was decided.
    @_cdecl("sluice_absent_function")
    package func endInAbsentFunction() -> Never {
        let message = "sluice: libgit2 asked for its network code, which is not in this program: please report this\n"
        _ = message.withCString { write(STDERR_FILENO, $0, strlen($0)) }
        _exit(3)
    }
#endif
