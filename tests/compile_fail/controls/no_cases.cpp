// control: fails "there are no cases"

int number = 2;
