// control: passes

// CASE_message: expect "no tails here"
// CASE_message: lines 3
// CASE_undeclared: expect "another_number"
// CASE_undeclared: seconds 5
#if defined(CASE_message)
static_assert(sizeof(int) == 1, "no tails here");
#elif defined(CASE_undeclared)
int number = another_number;
#else
int number = 1;
#endif
