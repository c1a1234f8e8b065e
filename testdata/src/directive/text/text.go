package text

func flaw() {}
func slip() {}

func names() {
	//launchlint:ignore demo the name of the family
	flaw()
	//launchlint:ignore demo/slip another rule
	flaw() // want "demo/flaw"
	//launchlint:ignore other the name of another family
	flaw() // want "demo/flaw"
	//launchlint:ignore demo/slip,demo/flaw two of them
	flaw()
	//launchlint:ignore demo/slip, demo/flaw two with a blank between
	flaw()
	//launchlint:ignore demo/fla a part of the name
	flaw() // want "demo/flaw"
	//launchlint:ignore demo/slip accepted
	//launchlint:ignore demo/flaw accepted too
	flaw()
	//	launchlint:ignore demo/flaw with a tab before it
	flaw() // want "demo/flaw"
	// launchlint:ignore demo/flaw with a blank before it
	flaw() // want "demo/flaw"
	/*launchlint:ignore demo/flaw a general comment*/
	flaw() // want "demo/flaw"
}

func malformed() {
	//launchlint:ignore demo/flaw
	flaw() // want "demo/flaw"
	//launchlint:ignore demo/flaw --
	flaw() // want "demo/flaw"
	//launchlint:ignore
	flaw() // want "demo/flaw"
	//launchlint:ignored demo/flaw with another word
	flaw() // want "demo/flaw"
	//launchlint:ignore: demo/flaw with a colon
	flaw() // want "demo/flaw"
	//launchlint:ignore ,
	slip() // want "demo/slip"
}
