import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Reading } from './reading.ts';

/** What all components of the article's page work on. */
export const ReadingContext = createContext<Reading | undefined>(undefined);

/** @throws Error outside of the article's page: a fault of ours */
export function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (reading === undefined) throw new Error('There is no reading here.');
  return reading;
}
