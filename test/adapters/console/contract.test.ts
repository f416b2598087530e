/** The terminal and the contract of adapters. */
import { describeAdapter } from '../../contracts/adapter.ts';
import { LACKS, openTerminals } from './harness.ts';

describeAdapter('terminals', (parts) => openTerminals(parts, true), LACKS);
