// control: fails "there is no compiling twin"

// CASE_undeclared: expect "missing"
#if defined(CASE_undeclared)
int number = missing;
#endif
