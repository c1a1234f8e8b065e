// Package logrus is a stub with the signatures of github.com/sirupsen/logrus.
package logrus
