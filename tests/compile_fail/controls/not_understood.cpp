// control: fails "not understood: // CASE_undeclared: lnies 2"

// CASE_undeclared: expect "missing"
// CASE_undeclared: lnies 2
#if defined(CASE_undeclared)
int number = missing;
#else
int number = 2;
#endif
