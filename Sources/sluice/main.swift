import Commands

Program.sluice.main()
