// control: fails "CASE_undecalred: there is no such case"

// CASE_undeclared: expect "missing"
// CASE_undecalred: lines 2
#if defined(CASE_undeclared)
int number = missing;
#else
int number = 2;
#endif
