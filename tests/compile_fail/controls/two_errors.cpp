// control: fails "the diagnostics have 2 errors, more than 1"
// CASE_two: expect "unknown"

#if defined(CASE_two)
unknown a;
unknown b;
#else
int a;
#endif
