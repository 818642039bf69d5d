package func f() {}
