// control: fails "twin: it does not compile"

// CASE_undeclared: expect "missing"
#if defined(CASE_undeclared)
int number = missing;
#else
int number = absent;
#endif
